#!/bin/sh
# Stands at the beginning of the executable jar, so that it runs as a program, too.
#
# A command that takes a second is over before the optimizing compiler and parallel garbage
# collection pay. match goes through files of any size and gets both. replay has little garbage, and
# its few methods that are worth optimizing are called millions of times: ten times as often as Java
# asks for by itself. Each is optimized once, and not again within each of its callers. In both, the
# scan of events calls itself around: all of it in one piece takes long to optimize, and is slower.
# audit reads a thousand accounts in the memory that it needs: on a large machine Java begins with
# more than that.
scan="-XX:InlineSmallCode=600 -XX:FreqInlineSize=110"
case "$1" in
  match) options="$scan" ;;
  replay) options="-XX:+UseSerialGC -XX:Tier4InvocationThreshold=50000 \
    -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 \
    -XX:Tier4BackEdgeThreshold=400000 $scan" ;;
  audit) options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms48m -XX:MinHeapFreeRatio=20 \
    -XX:MaxHeapFreeRatio=40" ;;
  *) options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" ;;
esac
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"

# Runs the usual commands once and saves the classes that they took, as this JVM has them in memory. Not
# the user's own run: a JVM that can't write its archive fails. One process at a time makes an archive;
# what one left behind that was killed is out of the way after a quarter of an hour.
make_archive() {
  work="$2.work"
  mkdir -p "${2%/*}" || return
  find "$work" -maxdepth 0 -mmin +15 -exec rm -r {} +
  mkdir "$work" || return
  "$java" $options -Xlog:disable "-XX:ArchiveClassesAtExit=$work/classes.jsa" -cp "$1" \
    io.github.cisalarms.cli.rehearsal.Rehearsal "$work"
  # Without Node.js it holds fewer classes, as the build's does.
  [ -f "$work/classes.jsa" ] && mv "$work/classes.jsa" "$2"
  rm -rf "$work"
}

# The build leaves an archive of classes beside the jar. A jar that was installed elsewhere gets one in
# the user's cache while its first command runs, named after jar and JVM: another one of either would
# not take it. Where there is no place for it, the program starts as Java does by itself.
archive="${0%.jar}.jsa"
cache="${XDG_CACHE_HOME:-${HOME:+$HOME/.cache}}"
if [ ! -f "$archive" ] && [ -n "$cache" ]; then
  name=$(ls -lnL "$0" "$(command -v "$java")" 2>/dev/null | cksum | tr ' ' -)
  archive="$cache/cis-alarms/$name.jsa"
  case "$1" in
    synth | module | replay | review | audit | who | adopt | drill)
      if [ ! -f "$archive" ]; then
        (trap '' HUP; make_archive "$0" "$archive") </dev/null >/dev/null 2>&1 &
      fi ;;
  esac
fi

set -- -jar "$0" "$@"
# Java can't find out what it prints on: a terminal, and how wide that is, or something else.
if [ -t 2 ]; then
  set -- -Dcis-alarms.progress=true "$@"
fi
if [ -t 1 ]; then
  columns=$(stty size 2>/dev/null <&1 || echo 0)
  set -- "-Dcis-alarms.columns=${columns#* }" "$@"
fi
# Java has a place for temporary files of its own; Node.js takes the user's.
if [ -n "$TMPDIR" ]; then
  set -- "-Djava.io.tmpdir=$TMPDIR" "$@"
fi
if [ -f "$archive" ]; then
  set -- -Xlog:disable "-XX:SharedArchiveFile=$archive" "$@"
fi
exec "$java" $options "$@"

#!/bin/sh
# Stands at the beginning of the executable jar, so that it runs as a program, too.
#
# A command that takes a second is over before the optimizing compiler and parallel garbage
# collection pay. match goes through files of any size and gets both. replay has little garbage, and
# its few methods that are worth optimizing are called millions of times: ten times as often as Java
# asks for by itself.
case "$1" in
  match) options= ;;
  replay) options="-XX:+UseSerialGC -XX:Tier4InvocationThreshold=50000 \
    -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000 \
    -XX:Tier4BackEdgeThreshold=400000" ;;
  *) options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" ;;
esac
# The build leaves its classes beside the jar as this JVM has them in memory, which saves loading
# them. Another JVM, or the jar at another place, goes without; it shall not say so.
archive="${0%.jar}.jsa"
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
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" $options "$@"

#!/bin/sh
# Stands at the beginning of the executable jar, so that it runs as a program, too.
#
# A command that takes a second is over before the optimizing compiler and parallel garbage
# collection pay. match and replay, which go through files of any size, get both.
case "$1" in
  match | replay) options= ;;
  *) options="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC" ;;
esac
# The build leaves its classes beside the jar as this JVM has them in memory, which saves loading
# them. Another JVM, or the jar at another place, goes without; it shall not say so.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xlog:disable -XX:SharedArchiveFile="${0%.jar}.jsa" \
  $options -jar "$0" "$@"


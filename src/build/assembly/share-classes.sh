#!/bin/sh
# share-classes.sh JAR CONFIG OUT: runs a synthesis, and saves the classes that it took beside the
# jar for start.sh. The options are those of start.sh, since they go into the archive.
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xlog:disable -XX:ArchiveClassesAtExit="${1%.jar}.jsa" \
  -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$1" synth --config "$2" --out "$3"

# cis-alarms for pipelines and Atlantis servers: the program, a Java runtime, Node.js; nothing else.
#
#   docker build --tag cis-alarms .
#   docker run --rm --volume "$PWD:/work" --user "$(id -u)" cis-alarms synth

FROM maven:3.9-eclipse-temurin-17 AS build
COPY --from=node:20-bookworm-slim /usr/local/bin/node /usr/local/bin/node
WORKDIR /build
COPY . .
RUN mvn -B -q -ntp -DskipTests package

FROM eclipse-temurin:17-jre
COPY --from=node:20-bookworm-slim /usr/local/bin/node /usr/local/bin/node
COPY --from=build /build/target/cis-alarms.jar /usr/local/bin/cis-alarms
# The archive of classes belongs to this jar at this place and this Java; the starter finds it there.
RUN java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xlog:disable \
      -XX:ArchiveClassesAtExit=/usr/local/bin/cis-alarms.jsa \
      -cp /usr/local/bin/cis-alarms \
      io.github.cisalarms.cli.rehearsal.Rehearsal /tmp/cis-alarms-archive \
    && rm -r /tmp/cis-alarms-archive
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/cis-alarms"]

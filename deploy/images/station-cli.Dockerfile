# The commands of the topology: what a Job applies before a roll-out, and what a person runs beside it.
#
#   mvn package -DskipTests -pl station-cli -am
#   docker build -f deploy/images/station-cli.Dockerfile -t invitation-station/station-cli .
#   docker run --rm invitation-station/station-cli plan
FROM eclipse-temurin:25-jre
COPY station-cli/target/quarkus-app/ /station/
# By number: Kubernetes can only tell of a number that it is not root.
USER 10001:10001
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=75", "-XX:TieredStopAtLevel=1", "-jar", "/station/quarkus-run.jar"]
CMD ["--help"]

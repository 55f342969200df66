# From a clone to an image that starts in seconds: build the jar, record a start of it in an AOT cache, and keep a Java
# runtime, the jar and the cache. It needs a Docker engine and about 2 GB of memory, nothing else.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
ENV MAVEN_ARGS="-B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true"
COPY .mvn .mvn
COPY mvnw pom.xml ./
# Without sources, for what Maven downloads meanwhile: a layer that lasts until pom.xml changes.
RUN ./mvnw package -Dspring-boot.repackage.skip=true
COPY db db
COPY src src
RUN ./mvnw package \
    && mv target/recontact-*.jar recontact.jar \
    && java -Djarmode=tools -jar recontact.jar extract --layers --destination layers

# What runs, and so without the embedded database. The AOT cache holds only for the Java runtime, the paths and the time
# stamps it was made with, hence for this stage: the JDK's image would not do.
FROM eclipse-temurin:25-jre AS app
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/application/ ./

FROM app AS training
# PostgreSQL refuses to work for root, and needs a user that has a name.
RUN useradd --create-home recontact
USER recontact
WORKDIR /home/recontact
COPY --from=build /build/recontact.jar ./
# Two starts, each halted as soon as all is wired up. The first is of the whole jar, whose embedded database outlives it;
# the second is the one that is recorded, with that database, from the class path that the image has.
# Adapters would come with a warning at every start: https://bugs.openjdk.org/browse/JDK-8364929
RUN java -Dspring.context.exit=onRefresh -jar recontact.jar \
    && export SPRING_DATASOURCE_URL="jdbc:postgresql://127.0.0.1:$(sed -n 4p data/postgres/postmaster.pid)/recontact" \
    && export SPRING_DATASOURCE_USERNAME=postgres SPRING_DATASOURCE_PASSWORD="$(cat data/postgres-password)" \
    && java -XX:AOTCacheOutput=recontact.aot -XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching \
        -Dspring.context.exit=onRefresh -jar /app/recontact.jar

FROM app
COPY --chown=root:root --from=training /home/recontact/recontact.aot ./
# A cache that does not fit would only slow down each start, so it fails the build instead.
RUN ["java", "-XX:AOTMode=on", "-XX:AOTCache=/app/recontact.aot", "-cp", "/app/recontact.jar", "-version"]
ENV SERVER_ADDRESS=0.0.0.0
EXPOSE 8080
# A number, so that Kubernetes can tell that it is not root. The user owns nothing: what is kept is in the database.
USER 10001:10001
# The image has neither curl nor wget, and a JVM for each check would cost more than the service does when idle.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", "\
    exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}} \
    && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 \
    && read -r -t 4 status <&3 && [[ $status == *' 200'* ]]"]
# The cache brings objects, and a heap that begins too small for them ends the JVM: 8 MB in a container of 512 MB.
ENTRYPOINT ["java", "-XX:AOTCache=/app/recontact.aot", "-XX:MinHeapSize=32m", "-jar", "/app/recontact.jar"]

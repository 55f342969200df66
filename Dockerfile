# Builds an image that starts in seconds, from a clone. The build makes the jar and records a start of it in an AOT cache.
# The image keeps a Java runtime, the jar and the cache. You need only a Docker engine and about 2 GB of memory. The build reads
# from the registry of the images below and from Maven Central, and from no other host.

FROM maven:3.9.16-eclipse-temurin-25 AS build
WORKDIR /build
ENV MAVEN_ARGS="-B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true"
COPY .mvn .mvn
COPY pom.xml ./
# Builds without sources to download the dependencies. Docker reuses this layer until pom.xml changes.
RUN mvn package -Dspring-boot.aot.skip=true -Dspring-boot.repackage.skip=true
COPY db db
COPY docs docs
COPY src src
RUN mvn package \
    && mv target/recontact-*.jar recontact.jar \
    && java -Djarmode=tools -jar recontact.jar extract --layers --destination layers

# The application as it runs, without the embedded database. The AOT cache is valid only for the Java runtime, paths and time
# stamps that recorded it. The recording must therefore use this stage, not the JDK's image.
FROM eclipse-temurin:25.0.4_7-jre-noble AS app
WORKDIR /app
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/application/ ./

FROM app AS training
# PostgreSQL refuses to run as root, and needs a user with a name.
RUN useradd --create-home recontact
USER recontact
WORKDIR /home/recontact
COPY --from=build /build/recontact.jar ./
# Starts the application twice and stops it each time once the context is refreshed. The first start uses the whole jar; its
# embedded database keeps running. The second start uses that database and the image's class path, and is recorded.
# Adapter caching is off because it causes a warning at every start: https://bugs.openjdk.org/browse/JDK-8364929
RUN java -Dspring.context.exit=onRefresh -jar recontact.jar \
    && export SPRING_DATASOURCE_URL="jdbc:postgresql://127.0.0.1:$(sed -n 4p data/postgres/postmaster.pid)/recontact" \
    && export SPRING_DATASOURCE_USERNAME=postgres SPRING_DATASOURCE_PASSWORD="$(cat data/postgres-password)" \
    && java -XX:+UseSerialGC -XX:AOTCacheOutput=recontact.aot -XX:+UnlockDiagnosticVMOptions -XX:-AOTAdapterCaching \
        -Dspring.context.exit=onRefresh -jar /app/recontact.jar

FROM app
COPY --chown=root:root --from=training /home/recontact/recontact.aot ./
# An invalid cache would only slow down each start, so it fails the build instead.
RUN ["java", "-XX:+UseSerialGC", "-XX:AOTMode=on", "-XX:AOTCache=/app/recontact.aot", "-cp", "/app/recontact.jar", "-version"]
ENV SERVER_ADDRESS=0.0.0.0
EXPOSE 8080
# A numeric user, so that Kubernetes can verify that it is not root. It owns no files: all data is in the database.
USER 10001:10001
# The image has neither curl nor wget. A JVM per check would cost more than the idle service.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=3 CMD ["bash", "-c", "\
    exec 3<>/dev/tcp/127.0.0.1/${MANAGEMENT_SERVER_PORT:-${SERVER_PORT:-8080}} \
    && printf 'GET /actuator/health/readiness HTTP/1.0\\r\\n\\r\\n' >&3 \
    && read -r -t 4 status <&3 && [[ $status == *' 200'* ]]"]
# The cache contains objects. The JVM exits if its initial heap is too small for them, as the default is: 8 MB in a
# container of 512 MB. For the collector see docs/decisions/0047.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:AOTCache=/app/recontact.aot", "-XX:MinHeapSize=32m", "-jar", "/app/recontact.jar"]

from conftest import without_settings


def test_the_service_gets_no_settings_of_the_application():
    application = [
        "SPRING_DATASOURCE_URL",
        "spring.profiles.active",
        "RECONTACT_SEED",
        "SERVER_PORT",
        "MANAGEMENT_SERVER_PORT",
        "LOGGING_LEVEL_ROOT",
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "_JAVA_OPTIONS",
    ]
    assert without_settings(dict.fromkeys(application, "x")) == {}


def test_other_variables_stay():
    others = {"PATH": "/bin", "JAVA_HOME": "/jdk", "RECONTACT_JAR": "/recontact.jar", "RECONTACT_JAVA_OPTIONS": "-Xmx1g"}
    assert without_settings(others) == others

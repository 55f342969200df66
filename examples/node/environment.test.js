import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutSettings } from "./recontact.js";

test("the service gets no settings of the application", () => {
  const application = [
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
  ];
  assert.deepEqual(withoutSettings(Object.fromEntries(application.map((name) => [name, "x"]))), {});
});

test("other variables stay", () => {
  const others = { PATH: "/bin", JAVA_HOME: "/jdk", RECONTACT_JAR: "/recontact.jar", RECONTACT_JAVA_OPTIONS: "-Xmx1g" };
  assert.deepEqual(withoutSettings(others), others);
});

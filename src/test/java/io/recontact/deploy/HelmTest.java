package io.recontact.deploy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests that render the chart by helm-java, which contains Helm as a native library. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DisabledOnOs(
        value = {OS.LINUX, OS.WINDOWS},
        architectures = "aarch64",
        disabledReason = "helm-java brings no native library for this system")
@interface HelmTest {}

package io.recontact.retention;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the job works.
 *
 * @param batch how many sessions or rows one statement removes
 */
@Validated
@ConfigurationProperties("recontact.retention")
record RetentionJobProperties(@DefaultValue("500") @Positive int batch) {}

package io.recontact.retention;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the retention job.
 *
 * @param batch the maximum number of sessions or rows that one statement deletes; positive
 */
@Validated
@ConfigurationProperties("recontact.retention")
record RetentionJobProperties(@DefaultValue("500") @Positive int batch) {}

package io.recontact.configuration.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.api.Arns;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeQuickConnect.html">DescribeQuickConnect</a>.
 */
interface DescribeQuickConnect {

    record Response(QuickConnect quickConnect) {}

    record QuickConnect(
            String quickConnectARN,
            String quickConnectId,
            String name,
            @Nullable String description,
            CreateQuickConnect.QuickConnectConfig quickConnectConfig,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static QuickConnect of(io.recontact.configuration.QuickConnect quick, Arns arns) {
            return new QuickConnect(
                    quick.arn(arns),
                    quick.id().toString(),
                    quick.name(),
                    quick.description(),
                    CreateQuickConnect.QuickConnectConfig.of(quick.config()),
                    quick.tags(),
                    quick.lastModifiedAt(),
                    arns.region());
        }
    }
}

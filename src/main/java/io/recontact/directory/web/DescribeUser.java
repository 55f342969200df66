package io.recontact.directory.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.recontact.directory.SecurityProfileId;
import io.recontact.wire.Arns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribeUser.html">DescribeUser</a>.
 */
interface DescribeUser {

    record Response(User user) {

        static Response of(io.recontact.directory.User user, Arns arns) {
            var identity = user.identity();
            var phone = user.phone();
            return new Response(new User(
                    user.id().toString(),
                    arns.user(user.instance(), user.id().value()),
                    user.username(),
                    identity == null ? null : CreateUser.UserIdentityInfo.of(identity),
                    phone == null ? null : CreateUser.UserPhoneConfig.of(phone),
                    user.directoryUserId(),
                    user.securityProfileIds().stream()
                            .map(SecurityProfileId::toString)
                            .toList(),
                    user.routingProfileId().toString(),
                    user.tags(),
                    user.lastModifiedAt(),
                    arns.region()));
        }
    }

    record User(
            String id,
            String arn,
            String username,
            CreateUser.@Nullable UserIdentityInfo identityInfo,
            CreateUser.@Nullable UserPhoneConfig phoneConfig,
            @Nullable String directoryUserId,
            List<String> securityProfileIds,
            String routingProfileId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> tags,
            Instant lastModifiedTime,
            String lastModifiedRegion) {}
}

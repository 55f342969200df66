package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.configuration.ChannelSettings;
import io.recontact.configuration.ChannelSettings.AfterContactWorkConfigPerChannel;
import io.recontact.configuration.ChannelSettings.AutoAcceptConfig;
import io.recontact.configuration.ChannelSettings.PersistentConnectionConfig;
import io.recontact.configuration.ChannelSettings.PhoneNumberConfig;
import io.recontact.configuration.ChannelSettings.VoiceEnhancementConfig;
import io.recontact.configuration.HierarchyGroupId;
import io.recontact.configuration.IdentityManagement;
import io.recontact.configuration.Instance;
import io.recontact.configuration.NewUser;
import io.recontact.configuration.Passwords;
import io.recontact.configuration.RoutingProfileId;
import io.recontact.configuration.SecurityProfileId;
import io.recontact.configuration.User;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateUser.html">CreateUser</a>.
 */
interface CreateUser {

    record Request(
            @NotNull @Size(min = 1, max = 100) String username,
            @Nullable String password,
            @Valid @Nullable UserIdentityInfo identityInfo,
            @Valid @Nullable UserPhoneConfig phoneConfig,
            @Nullable String directoryUserId,
            @NotNull @Size(min = 1, max = 10) List<@NotNull String> securityProfileIds,
            @NotNull String routingProfileId,
            @Nullable String hierarchyGroupId,
            @Nullable List<@NotNull @Valid AutoAcceptConfig> autoAcceptConfigs,
            @Nullable List<@NotNull @Valid AfterContactWorkConfigPerChannel> afterContactWorkConfigs,
            @Nullable List<@NotNull @Valid PhoneNumberConfig> phoneNumberConfigs,
            @Nullable List<@NotNull @Valid PersistentConnectionConfig> persistentConnectionConfigs,
            @Nullable List<@NotNull @Valid VoiceEnhancementConfig> voiceEnhancementConfigs,
            @Tags @Nullable Map<String, String> tags) {

        private static final int MAX_USERNAME = 20;
        private static final int MAX_USERNAME_OF_SAML = 64;

        NewUser toNewUser(Instance instance, Passwords passwords) {
            requireFitting(instance.identityManagement());
            return new NewUser(
                    username,
                    identityInfo == null ? null : identityInfo.toIdentity(),
                    phoneConfig == null ? null : phoneConfig.toPhone(),
                    new ChannelSettings(
                            autoAcceptConfigs,
                            afterContactWorkConfigs,
                            phoneNumberConfigs,
                            persistentConnectionConfigs,
                            voiceEnhancementConfigs),
                    directoryUserId,
                    securityProfiles(instance.id(), securityProfileIds),
                    RoutingProfileId.parse(instance.id(), "RoutingProfileId", routingProfileId),
                    hierarchyGroupId == null
                            ? null
                            : HierarchyGroupId.parse(instance.id(), "HierarchyGroupId", hierarchyGroupId),
                    tags,
                    password == null ? null : passwords.hash(password));
        }

        /** Checks the rules of the API's text, which depend on how the users of the instance are managed. */
        private void requireFitting(IdentityManagement management) {
            var max = management == IdentityManagement.SAML ? MAX_USERNAME_OF_SAML : MAX_USERNAME;
            if (username.length() > max) {
                throw new InvalidParameterException("Username has more than %d characters".formatted(max));
            }
            if (management == IdentityManagement.SAML && directoryUserId != null) {
                throw new InvalidRequestException("DirectoryUserId cannot be set with SAML");
            }
            if (management != IdentityManagement.CONNECT_MANAGED) {
                if (password != null) {
                    throw new InvalidRequestException("Password can only be set with CONNECT_MANAGED");
                }
                return;
            }
            if (password == null || identityInfo == null || !identityInfo.hasNames()) {
                throw new InvalidRequestException(
                        "Password, IdentityInfo.FirstName and IdentityInfo.LastName are required with CONNECT_MANAGED");
            }
        }

        @Override
        public String toString() {
            return "CreateUser.Request[username=%s]".formatted(username);
        }
    }

    static List<SecurityProfileId> securityProfiles(InstanceId instance, List<String> ids) {
        return ids.stream()
                .map(id -> SecurityProfileId.parse(instance, "SecurityProfileIds", id))
                .toList();
    }

    record UserIdentityInfo(
            @Size(max = 255) @Nullable String firstName,
            @Size(max = 300) @Nullable String lastName,
            @Nullable String email,
            @Nullable String secondaryEmail,
            @Pattern(regexp = "\\+[1-9]\\d{1,14}") @Nullable String mobile) {

        static UserIdentityInfo of(User.Identity identity) {
            return new UserIdentityInfo(
                    identity.firstName(),
                    identity.lastName(),
                    identity.email(),
                    identity.secondaryEmail(),
                    identity.mobile());
        }

        /** Checks the rules of the API's text, which depend on how the users of the instance are managed. */
        void requireFitting(IdentityManagement management) {
            if (management == IdentityManagement.SAML && email != null) {
                throw new InvalidRequestException("IdentityInfo.Email cannot be set with SAML");
            }
            if (management == IdentityManagement.CONNECT_MANAGED && !hasNames()) {
                throw new InvalidRequestException(
                        "IdentityInfo.FirstName and IdentityInfo.LastName are required with CONNECT_MANAGED");
            }
        }

        boolean hasNames() {
            return firstName != null && !firstName.isEmpty() && lastName != null && !lastName.isEmpty();
        }

        User.Identity toIdentity() {
            return new User.Identity(firstName, lastName, email, secondaryEmail, mobile);
        }
    }

    record UserPhoneConfig(
            User.@Nullable PhoneType phoneType,
            @Nullable Boolean autoAccept,
            @Min(0) @Nullable Integer afterContactWorkTimeLimit,
            @Pattern(regexp = "\\+[1-9]\\d{1,14}") @Nullable String deskPhoneNumber,
            @Nullable Boolean persistentConnection) {

        static UserPhoneConfig of(User.Phone phone) {
            return new UserPhoneConfig(
                    phone.type(),
                    phone.autoAccept(),
                    phone.afterContactWorkLimit(),
                    phone.deskPhoneNumber(),
                    phone.persistentConnection());
        }

        User.Phone toPhone() {
            return new User.Phone(
                    phoneType, autoAccept, afterContactWorkTimeLimit, deskPhoneNumber, persistentConnection);
        }
    }

    record Response(String userId, String userArn) {}
}

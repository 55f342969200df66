package io.recontact.console;

import io.recontact.testing.Service;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.connect.ConnectClient;

/** The users of a new instance. */
public record People(ConnectClient connect, String instance, String alias, String flow) {

    /** The password of all of them. */
    public static final String PASSWORD = "Correct-Horse-7";

    /** Creates the instance. */
    public static People of(Service.Calls calls) {
        return of(calls.newTenant());
    }

    /** The users of an instance that exists. */
    static People of(Service.Tenant tenant) {
        var alias = tenant.connect()
                .describeInstance(request -> request.instanceId(tenant.instance()))
                .instance()
                .instanceAlias();
        return new People(tenant.connect(), tenant.instance(), alias, tenant.flow());
    }

    /** The instance for chats. */
    public Service.Tenant tenant() {
        return new Service.Tenant(connect, instance, flow);
    }

    /** Creates a user with permissions of its own, and returns its id. */
    public String user(String username, String... permissions) {
        var profile = connect.createSecurityProfile(request -> request.instanceId(instance)
                        .securityProfileName("p" + UUID.randomUUID())
                        .permissions(permissions))
                .securityProfileId();
        return withProfile(username, profile);
    }

    /** Creates a user with permissions of its own, and returns its name. */
    public String someone(String... permissions) {
        var username = "u" + UUID.randomUUID().toString().substring(0, 8);
        user(username, permissions);
        return username;
    }

    /** Creates a user with a security profile of every new instance. */
    public String inProfile(String username, String name) {
        return withProfile(
                username,
                connect
                        .listSecurityProfiles(request -> request.instanceId(instance))
                        .securityProfileSummaryList()
                        .stream()
                        .filter(profile -> profile.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .id());
    }

    private String withProfile(String username, String profile) {
        var routing = connect.listRoutingProfiles(request -> request.instanceId(instance))
                .routingProfileSummaryList()
                .getFirst()
                .id();
        return connect.createUser(request -> request.instanceId(instance)
                        .username(username)
                        .password(PASSWORD)
                        .identityInfo(identity -> identity.firstName("Ada").lastName("Lovelace"))
                        .phoneConfig(phone -> phone.phoneType("SOFT_PHONE"))
                        .securityProfileIds(List.of(profile))
                        .routingProfileId(routing))
                .userId();
    }
}

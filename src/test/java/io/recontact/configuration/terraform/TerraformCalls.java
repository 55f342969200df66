package io.recontact.configuration.terraform;

import io.recontact.testing.Service;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.connect.ConnectClient;

/** An instance for resources, and the resources that others refer to. */
record TerraformCalls(ConnectClient connect, String instance, String flow) {

    static TerraformCalls of(Service.Calls calls) {
        var tenant = calls.newTenant();
        return new TerraformCalls(calls.connect(), tenant.instance(), tenant.flow());
    }

    /** Returns the content of a flow or module that consists of an action of a type. */
    static String content(String type) {
        return """
                {"Version":"2019-10-30","StartAction":"end","Actions":[{"Identifier":"end","Type":"%s","Parameters":{},\
                "Transitions":{}}]}""".formatted(type);
    }

    String newHours() {
        return newOf(new HoursOfOperationResource(this));
    }

    String newQueue() {
        return newOf(new QueueResource(this));
    }

    String newRoutingProfile() {
        return newOf(new RoutingProfileResource(this));
    }

    String newSecurityProfile() {
        return newOf(new SecurityProfileResource(this));
    }

    String newQuickConnect() {
        return newOf(new QuickConnectResource(this));
    }

    String newUser() {
        return newOf(new UserResource(this));
    }

    private static String newOf(TerraformResource resource) {
        var name = UUID.randomUUID().toString().substring(0, 20);
        return resource.create(resource.configuration().with(Map.of(TerraformResource.NAME, name)));
    }
}

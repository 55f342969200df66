package io.recontact.configuration.terraform;

import software.amazon.awssdk.services.connect.model.ResourceNotFoundException;

final class LambdaFunctionAssociationResource extends TerraformResource {

    LambdaFunctionAssociationResource(TerraformCalls calls) {
        super(calls);
    }

    @Override
    Arguments configuration() {
        return Arguments.of("function_arn", "arn:aws:lambda:eu-central-1:123456789012:function:prices");
    }

    @Override
    String create(Arguments wanted) {
        connect.associateLambdaFunction(
                associate -> associate.instanceId(instance).functionArn(wanted.text("function_arn")));
        return wanted.text("function_arn");
    }

    @Override
    Arguments read(String id) {
        var found = connect.listLambdaFunctions(
                        list -> list.instanceId(instance).maxResults(25))
                .lambdaFunctions();
        if (!found.contains(id)) {
            throw ResourceNotFoundException.builder().build();
        }
        return Arguments.of("function_arn", id);
    }

    @Override
    void delete(String id) {
        connect.disassociateLambdaFunction(
                disassociate -> disassociate.instanceId(instance).functionArn(id));
    }
}

package io.recontact.configuration.terraform;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.connect.ConnectClient;

/** The functions of a resource in the provider, and the configuration that the test gives it. */
abstract class TerraformResource {

    static final int PAGE = 60; // enum.go
    static final String NAME = "name";
    static final String DESCRIPTION = "description";

    final TerraformCalls calls;
    final ConnectClient connect;
    final String instance;

    TerraformResource(TerraformCalls calls) {
        this.calls = calls;
        this.connect = calls.connect();
        this.instance = calls.instance();
    }

    abstract Arguments configuration();

    /** Returns one change for each argument. */
    List<Map<String, Object>> changes() {
        return List.of();
    }

    /** Creates the resource, and returns its id. */
    abstract String create(Arguments wanted);

    /** Reads the state; throws ResourceNotFoundException if there is none. */
    abstract Arguments read(String id);

    /** Changes the resource. One without this function is replaced instead. */
    void update(String id, Arguments old, Arguments wanted) {
        throw new IllegalStateException("A change replaces it");
    }

    abstract void delete(String id);

    /** Returns the ARN for tags; null if the resource has no tags. */
    @Nullable String arn(String id) {
        return null;
    }

    Map<String, String> tags(String id) {
        return Map.of();
    }

    /** Returns names and ids as the data source lists them. */
    Map<String, String> idsByName() {
        return Map.of();
    }

    static <T> Map<String, String> index(List<T> items, Function<T, String> name, Function<T, String> id) {
        return items.stream().filter(item -> name.apply(item) != null).collect(Collectors.toMap(name, id));
    }
}

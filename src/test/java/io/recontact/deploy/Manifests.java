package io.recontact.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** Objects of Kubernetes, read as strictly as the API server reads them. */
record Manifests(List<HasMetadata> objects) {

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Service", Service.class,
            "v1/ServiceAccount", ServiceAccount.class,
            "apps/v1/Deployment", Deployment.class,
            "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class,
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class,
            "networking.k8s.io/v1/Ingress", Ingress.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class);

    private static final ObjectMapper STRICT = strict();

    private static ObjectMapper strict() {
        // The model keeps unknown fields in a map. Without that map they fail.
        var introspector = new JacksonAnnotationIntrospector() {
            @Override
            public Boolean hasAnySetter(Annotated method) {
                return false;
            }
        };
        return JsonMapper.builder()
                .annotationIntrospector(introspector)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // A number where a text belongs, such as the value of a variable, is the common mistake of a chart.
                .withCoercionConfig(LogicalType.Textual, texts -> {
                    for (var shape :
                            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
                        texts.setCoercion(shape, CoercionAction.Fail);
                    }
                })
                .build();
    }

    /** Reads the documents of a text. Unknown kinds, unknown fields, wrong types and repeated keys fail. */
    static Manifests read(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        var objects = new ArrayList<HasMetadata>();
        for (var document : new Yaml(options).loadAll(text)) {
            var object = (Map<?, ?>) document;
            var kind = "%s/%s".formatted(object.get("apiVersion"), object.get("kind"));
            var type = KINDS.get(kind);
            if (type == null) {
                throw new IllegalArgumentException("Unknown kind " + kind);
            }
            objects.add(STRICT.convertValue(object, type));
        }
        return new Manifests(List.copyOf(objects));
    }

    /** Returns the only object of a kind. */
    <T extends HasMetadata> T the(Class<T> kind) {
        var found = objects.stream().filter(kind::isInstance).map(kind::cast).toList();
        if (found.size() != 1) {
            throw new NoSuchElementException("%d objects of %s".formatted(found.size(), kind.getSimpleName()));
        }
        return found.getFirst();
    }

    boolean has(Class<? extends HasMetadata> kind) {
        return objects.stream().anyMatch(kind::isInstance);
    }

    PodSpec pod() {
        return the(Deployment.class).getSpec().getTemplate().getSpec();
    }

    Container container() {
        return pod().getContainers().getFirst();
    }

    List<EnvVar> environment() {
        return container().getEnv();
    }

    /** Returns the value of a variable of the container. */
    String variable(String name) {
        return environment().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }
}

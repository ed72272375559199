package dev.invitations.messaging;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is not set for a subscription is as set for every one, and only then the default. It is one subscription, however
 * its name is written: otherwise the variable in quotes would have no effect beside a property without.
 *
 * <p>SmallRye Config's own fallback lets the source with the higher ordinal win, so that a variable for every
 * subscription would outdo a property for the one.
 */
@Priority(Priorities.LIBRARY + 600)
public final class SubscriptionFallback implements ConfigSourceInterceptor {
    private static final long serialVersionUID = 1;

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        Optional<SubscriptionProperty> asked = SubscriptionProperty.named(name);
        if (asked.isEmpty()) {
            return context.proceed(name);
        }
        SubscriptionProperty property = asked.get();
        return Stream.of(property.quoted(), property.plain())
                .map(context::proceed)
                .filter(value -> value != null && !isDefault(value))
                .max(ConfigValue.CONFIG_SOURCE_COMPARATOR)
                .or(() -> Optional.ofNullable(context.proceed(property.forEvery())))
                .map(value -> value.withName(name))
                .orElse(null);
    }

    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new LinkedHashSet<>();
        context.iterateNames()
                .forEachRemaining(name -> names.add(SubscriptionProperty.named(name)
                        .map(SubscriptionProperty::quoted)
                        .orElse(name)));
        return names.iterator();
    }

    /** Defaults of mappings have the lowest ordinal that there is. */
    private static boolean isDefault(ConfigValue value) {
        return value.getConfigSourceOrdinal() == Integer.MIN_VALUE;
    }
}

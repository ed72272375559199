package dev.invitations.station.aws.control;

import dev.invitations.contract.topology.DidYouMean;
import dev.invitations.station.aws.time.IsoDuration;
import dev.invitations.station.web.Problem;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * The settings as they are at the moment. In JSON they have the names of {@link Settings}, whichever those are; durations
 * as in ISO 8601. It belongs to one event loop.
 */
public final class CurrentSettings implements Supplier<Settings> {
    private static final List<RecordComponent> COMPONENTS = List.of(Settings.class.getRecordComponents());
    private static final List<String> NAMES =
            COMPONENTS.stream().map(RecordComponent::getName).toList();

    private Settings settings = Settings.USUAL;

    @Override
    public Settings get() {
        return settings;
    }

    /** Puts them back as they are at the start. */
    public void reset() {
        settings = Settings.USUAL;
    }

    /**
     * Changes those that are named.
     *
     * @throws Problem where one is not known or can't be what is wished; then none is changed
     */
    void change(JsonObject changes) {
        for (String name : changes.fieldNames()) {
            if (!NAMES.contains(name)) {
                throw Problem.badRequest("There is no setting \"" + name + "\": " + DidYouMean.among(NAMES, name));
            }
        }
        settings = withValues(COMPONENTS.stream()
                .map(component -> changes.containsKey(component.getName())
                        ? read(component, changes.getValue(component.getName()))
                        : value(component))
                .toArray());
    }

    private static Object read(RecordComponent component, Object json) {
        if (component.getType() == boolean.class) {
            if (json instanceof Boolean) {
                return json;
            }
            throw Problem.badRequest(component.getName() + " can't be " + json + ": it is true or false");
        }
        return IsoDuration.read(json)
                .orElseThrow(() -> Problem.badRequest(component.getName() + " can't be " + json
                        + ": it is an ISO 8601 duration that is not negative, such as \"PT1M\""));
    }

    JsonObject toJson() {
        var json = new JsonObject();
        for (RecordComponent component : COMPONENTS) {
            Object value = value(component);
            json.put(component.getName(), value instanceof Duration ? value.toString() : value);
        }
        return json;
    }

    private Object value(RecordComponent component) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Settings withValues(Object[] values) {
        try {
            Constructor<Settings> constructor = Settings.class.getConstructor(
                    COMPONENTS.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

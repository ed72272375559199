package dev.invitations.station.aws.fault;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/**
 * A fault that somebody asked for.
 *
 * @param where the properties that what is struck must have; an ARN is known by its last part too
 * @param name of the fault
 * @param times how often it strikes
 */
record Wish(Target on, Map<String, String> where, String name, Fault fault, int times) {

    boolean isMetBy(Map<String, String> properties) {
        return where.entrySet().stream().allMatch(wanted -> names(wanted.getValue(), properties.get(wanted.getKey())));
    }

    private static boolean names(String wanted, String actual) {
        return wanted.equals(actual)
                || actual.startsWith("arn:") && wanted.equals(actual.substring(actual.lastIndexOf(':') + 1));
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject().put("on", on.toString());
        where.forEach(json::put);
        json.put("fault", name);
        switch (fault) {
            case Fault.Delay(Duration by) -> json.put("by", by.toString());
            case Fault.Reorder(Duration by) -> json.put("by", by.toString());
            case Fault.Refuse(int status, String code, String message) -> {
                if (on == Target.CALL) {
                    json.put("status", status).put("code", code);
                }
                json.put("message", message);
            }
            case Fault.Throttle _, Fault.Duplicate _, Fault.Drop _ -> {}
        }
        return json.put("times", times);
    }
}

package dev.invitations.bench.sqs;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The answer to a ReceiveMessage, with what was asked for. */
record ReceivedJson(boolean withAttributes, boolean withSystemAttributes) {

    static ReceivedJson asked(JsonObject request) {
        return new ReceivedJson(
                isAsked(request, "MessageAttributeNames"),
                isAsked(request, "AttributeNames") || isAsked(request, "MessageSystemAttributeNames"));
    }

    private static boolean isAsked(JsonObject request, String names) {
        return !request.getJsonArray(names, new JsonArray()).isEmpty();
    }

    String of(List<StubMessage> messages) {
        if (messages.isEmpty()) {
            return "{}";
        }
        StringBuilder json = new StringBuilder(messages.size() * 1400).append("{\"Messages\":[");
        for (StubMessage message : messages) {
            if (json.charAt(json.length() - 1) == '}') {
                json.append(',');
            }
            append(json, message);
        }
        return json.append("]}").toString();
    }

    private void append(StringBuilder json, StubMessage message) {
        String body = message.content().body();
        json.append("{\"MessageId\":\"").append(message.id());
        json.append("\",\"ReceiptHandle\":\"").append(message.receiptHandle());
        json.append("\",\"MD5OfBody\":\"").append(Md5.of(body));
        json.append("\",\"Body\":").append(quoted(body));
        if (withSystemAttributes) {
            long now = System.currentTimeMillis();
            json.append(",\"Attributes\":{\"SenderId\":\"AIDAIENQZJOLO23YVJ4VO\",\"SentTimestamp\":\"")
                    .append(now);
            json.append("\",\"ApproximateReceiveCount\":\"").append(message.receiveCount());
            json.append("\",\"ApproximateFirstReceiveTimestamp\":\"")
                    .append(now)
                    .append("\"}");
        }
        if (withAttributes) {
            SortedMap<String, String> attributes = message.content().attributes();
            json.append(",\"MD5OfMessageAttributes\":\"").append(Attributes.md5(attributes));
            json.append("\",\"MessageAttributes\":").append(Attributes.json(attributes));
        }
        json.append('}');
    }

    /** An event is ASCII without control characters. */
    private static String quoted(String body) {
        return '"' + body.replace("\"", "\\\"") + '"';
    }

    /** Every message has the same, so they are written once. */
    private static final class Attributes {
        private static SortedMap<String, String> known;
        private static String md5;
        private static String json;

        private Attributes() {}

        static String md5(SortedMap<String, String> attributes) {
            know(attributes);
            return md5;
        }

        static String json(SortedMap<String, String> attributes) {
            know(attributes);
            return json;
        }

        private static void know(SortedMap<String, String> attributes) {
            if (attributes == known) {
                return;
            }
            known = attributes;
            md5 = Md5.of(attributes);
            JsonObject all = new JsonObject();
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                all.put(
                        attribute.getKey(),
                        new JsonObject()
                                .put("StringValue", attribute.getValue())
                                .put("DataType", "String"));
            }
            json = all.encode();
        }
    }
}

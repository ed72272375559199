package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a receiver knows that SNS sent it. */
final class Signature {
    private static final Rule.Source PAGE = documented("Verifying the signatures of SNS messages");

    static final List<Rule> RULES = about(
            "Signature",
            rule("a notification to HTTP", PAGE, "version 1, valid SHA1withRSA", trial -> {
                HttpSubscriber endpoint = trial.endpoint();
                trial.confirmed(endpoint, Map.of());
                trial.publish("hello\nthere");
                return checked(endpoint.first("Notification").json());
            }),
            rule("a notification to a queue", PAGE, "version 1, valid SHA1withRSA", trial -> {
                Trial.Queue queue = trial.queue();
                trial.subscribe(queue, Map.of());
                trial.publish("hello");
                return checked(Trial.json(trial.receive(queue).body()));
            }),
            rule("one with a subject", PAGE, "version 1, valid SHA1withRSA", trial -> {
                Trial.Queue queue = trial.queue();
                trial.subscribe(queue, Map.of());
                trial.sns.publish(
                        request -> request.topicArn(trial.topic).subject("Zoë").message("山田 👋"));
                return checked(Trial.json(trial.receive(queue).body()));
            }),
            rule("one of a topic with SignatureVersion 2", PAGE, "version 2, valid SHA256withRSA", trial -> {
                Trial.Queue queue = trial.queue();
                trial.setTopic("SignatureVersion", "2");
                trial.subscribe(queue, Map.of());
                trial.publish("hello");
                return checked(Trial.json(trial.receive(queue).body()));
            }),
            rule("a SubscriptionConfirmation", PAGE, "version 1, valid SHA1withRSA", trial -> {
                HttpSubscriber endpoint = trial.endpoint();
                trial.subscribe("http", endpoint.url(), Map.of());
                return checked(endpoint.first("SubscriptionConfirmation").json());
            }),
            rule("an UnsubscribeConfirmation", PAGE, "version 1, valid SHA1withRSA", trial -> {
                HttpSubscriber endpoint = trial.endpoint();
                String arn = trial.confirmed(endpoint, Map.of());
                trial.sns.unsubscribe(request -> request.subscriptionArn(arn));
                return checked(endpoint.first("UnsubscribeConfirmation").json());
            }),
            rule("the last part of SigningCertURL", SEEN, "SimpleNotificationService-(id).pem", trial -> {
                Trial.Queue queue = trial.queue();
                trial.subscribe(queue, Map.of());
                trial.publish("hello");
                String url = Trial.json(trial.receive(queue).body())
                        .path("SigningCertURL")
                        .asText();
                return url.substring(url.lastIndexOf('/') + 1).replaceFirst("-[0-9a-f]+\\.", "-(id).");
            }));

    private Signature() {}

    /** Verifies what was sent as its receivers do. */
    private static String checked(JsonNode message) throws Exception {
        String version = message.path("SignatureVersion").asText();
        String algorithm = version.equals("2") ? "SHA256withRSA" : "SHA1withRSA";
        java.security.Signature signature = java.security.Signature.getInstance(algorithm);
        signature.initVerify(certificate(message.path("SigningCertURL").asText()));
        signature.update(signed(message).getBytes(StandardCharsets.UTF_8));
        boolean isValid = signature.verify(
                Base64.getDecoder().decode(message.path("Signature").asText()));
        return "version " + version + (isValid ? ", valid " : ", not valid ") + algorithm;
    }

    private static String signed(JsonNode message) {
        Stream<String> names = message.path("Type").asText().equals("Notification")
                ? Stream.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                : Stream.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
        return names.filter(message::has)
                .map(name -> name + "\n" + message.path(name).asText() + "\n")
                .collect(Collectors.joining());
    }

    private static Certificate certificate(String url) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            byte[] pem = http.send(HttpRequest.newBuilder(Cloud.reachable(url)).build(), BodyHandlers.ofByteArray())
                    .body();
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException e) {
            throw new NothingCame("no certificate is there");
        }
    }
}

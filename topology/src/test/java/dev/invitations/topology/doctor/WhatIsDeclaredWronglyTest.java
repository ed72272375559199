package dev.invitations.topology.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.doctor.Finding.Status;
import dev.invitations.topology.doctor.Keys.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where AWS is as declared, applying again mends nothing: the file has to be changed. */
class WhatIsDeclaredWronglyTest {
    private static final String KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Remedies REMEDIES = new Remedies("t.yaml", " --local", "aws");

    @Test
    void a_filter_that_no_event_passes() {
        Examined<Resource.Subscription> subscription = asDeclared(Resource.Subscription.class, """
                filter: {team: [acme], $or: [{team: [{prefix: x}]}, {team: [{suffix: y}]}]}""", "");

        Finding finding = new Carriage(REMEDIES).filter(subscription);

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.sentence()).contains("matches no event that there can be");
        assertThat(finding.mend()).contains("change its filter in t.yaml, then ./station apply --local");
    }

    @Test
    void a_key_of_aws_that_is_declared_by_its_id() {
        Examined<Resource.Queue> queue = asDeclared(Resource.Queue.class, "", "encryptionKey: " + KEY);

        Finding finding = new Encryption(Map.of(KEY, new Key.OfAws()), REMEDIES).of(queue);

        assertThat(finding.status()).isEqualTo(Status.PROBLEM);
        assertThat(finding.mend()).contains("change its encryptionKey in t.yaml, then ./station apply --local");
    }

    @Test
    void a_key_that_there_is_not() {
        assertThat(new KeyPermission(REMEDIES)
                        .ofQueue("alias/gone", new Key.Missing(), "arn:aws:sns:r:1:t")
                        .mend())
                .isEqualTo(Optional.of("change its encryptionKey in t.yaml, then ./station apply --local"));
    }

    private static <R extends Resource> Examined<R> asDeclared(Class<R> kind, String subscription, String topic) {
        Topology topology = Topology.read("t.yaml", """
                topics:
                  invitations:
                    %s
                    subscriptions:
                      email-worker:
                        %s
                """.formatted(topic, subscription));
        R wanted = DesiredState.of(topology, Place.LOCAL).resources().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(resource -> resource.name().equals("email-worker"))
                .findFirst()
                .orElseThrow();
        return new Examined<>(wanted, new Reading.Found(new HashMap<>(wanted.attributes())));
    }
}

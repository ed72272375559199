package dev.invitations.station.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.Topology;
import dev.invitations.station.CommandRun;
import dev.invitations.station.aws.Aws;
import dev.invitations.topology.Place;
import dev.invitations.topology.doctor.Diagnosis;
import dev.invitations.topology.doctor.Doctor;
import dev.invitations.topology.doctor.Finding.Status;
import dev.invitations.topology.doctor.Remedies;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** The doctor may be asked often and by anybody: it is cheap, and changes nothing. */
@ExtendWith(Aws.Extension.class)
class DoctorCallsTest {
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final Emulator aws;

    DoctorCallsTest(Aws aws) {
        this.aws = new Emulator(Breakage.Kind.STATION, aws.endpoint(), new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                calls.merge(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), 1, Integer::sum);
            }
        });
    }

    @Test
    void the_doctor_only_reads_and_each_thing_once() {
        aws.clear();
        assertThat(CommandRun.of("apply", "--endpoint-url", aws.endpoint.toString())
                        .exitCode())
                .isZero();
        calls.clear();

        Diagnosis diagnosis = new Doctor(
                        aws.sns, aws.sqs, aws.kms, aws.cloudWatch, Place.LOCAL, new Remedies("t.yaml", "", "aws"))
                .examine(Topology.declared());

        assertThat(diagnosis.count(Status.PROBLEM)).isZero();
        assertThat(calls)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "GetTopicAttributes", 1,
                        "ListSubscriptionsByTopic", 1,
                        "GetSubscriptionAttributes", 2,
                        "GetQueueUrl", 4,
                        "GetQueueAttributes", 4));
    }
}

package dev.invitations.station.aws;

import dev.invitations.station.aws.fault.Fault;
import dev.invitations.station.aws.fault.Faults;
import dev.invitations.station.aws.fault.Target;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Reply;
import dev.invitations.station.aws.sns.Sns;
import dev.invitations.station.aws.sqs.Sqs;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Answers calls, with the faults that were asked for. */
final class FaultyCalls {
    private final Faults faults;
    private final StationClock clock;
    private final Set<Promise<Void>> late = new HashSet<>();

    FaultyCalls(Faults faults, StationClock clock) {
        this.faults = faults;
        this.clock = clock;
    }

    /**
     * @param resource its ARN, or {@code *}
     * @param call carries it out
     */
    Future<Reply> answer(AwsRequest request, boolean isForSqs, String resource, Supplier<Future<Reply>> call) {
        Map<String, String> properties = Map.of(
                "service",
                isForSqs ? "sqs" : "sns",
                "action",
                request.actionOfEitherProtocol().orElse(""),
                "resource",
                resource,
                "accessKey",
                request.caller().accessKey());
        Fault fault = faults.strike(Target.CALL, properties).orElse(null);
        return switch (fault) {
            case null -> call.get();
            case Fault.Throttle _ -> Future.succeededFuture(isForSqs ? Sqs.throttled(request) : Sns.throttled(request));
            case Fault.Refuse(int status, String code, String message) ->
                Future.succeededFuture(
                        isForSqs
                                ? Sqs.error(request, status, code, message)
                                : Sns.error(status, code, message, request.id()));
            case Fault.Delay(var by) -> {
                Promise<Void> time = Promise.promise();
                late.add(time);
                clock.schedule(by, time::tryComplete);
                yield call.get().compose(reply -> time.future().map(reply)).onComplete(_ -> late.remove(time));
            }
            case Fault.Duplicate _ -> call.get().compose(_ -> call.get());
            case Fault.Drop _ -> call.get().compose(_ -> unanswered(request));
            case Fault.Reorder _ -> throw new IllegalStateException("A call can't be reordered");
        };
    }

    /** Answers what was to be answered later. */
    void release() {
        Set.copyOf(late).forEach(Promise::tryComplete);
    }

    private static Future<Reply> unanswered(AwsRequest request) {
        request.http().connection().close();
        return Promise.<Reply>promise().future();
    }
}

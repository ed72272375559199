package dev.invitations.station.aws;

import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.MalformedQuery;
import dev.invitations.station.aws.http.Reply;
import dev.invitations.station.aws.sns.Sns;
import dev.invitations.station.aws.sqs.Sqs;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One endpoint for both services: tells whose a request is. */
final class AwsFront {
    private static final Logger LOG = LoggerFactory.getLogger(AwsFront.class);
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final Sns sns;
    private final Sqs sqs;
    private final CallLog calls;
    private final FaultyCalls faulty;
    private final Gate gate;

    AwsFront(Sns sns, Sqs sqs, CallLog calls, FaultyCalls faulty, Gate gate) {
        this.sns = sns;
        this.sqs = sqs;
        this.calls = calls;
        this.faulty = faulty;
        this.gate = gate;
    }

    void receive(HttpServerRequest http) {
        String id = UUID.randomUUID().toString();
        var body = Buffer.buffer();
        http.handler(chunk -> {
            if (body.length() + chunk.length() > MAX_BODY) {
                http.handler(null).endHandler(null);
                Sns.error(413, "RequestEntityTooLarge", "The request is longer than " + MAX_BODY + " bytes.", id)
                        // What is left of the request would be taken for the next one.
                        .withHeader("connection", "close")
                        .writeTo(http.response(), id)
                        .onComplete(_ -> http.connection().close());
            } else {
                body.appendBuffer(chunk);
            }
        });
        http.endHandler(_ -> answer(id, http, body).onComplete(answer -> {
            if (answer.failed()) {
                LOG.error("{} {} failed", http.method(), http.uri(), answer.cause());
            }
            Reply reply = answer.succeeded()
                    ? answer.result()
                    : Sns.error(500, "InternalFailure", "The local station has a fault: " + answer.cause(), id);
            reply.writeTo(http.response(), id);
        }));
    }

    private Future<Reply> answer(String id, HttpServerRequest http, Buffer body) {
        Optional<Reply> certificate = sns.certificate(http.path());
        if (certificate.isPresent()) {
            return Future.succeededFuture(certificate.get());
        }
        try {
            var request = AwsRequest.of(id, http, body);
            // Nobody is logged, struck by a fault or answered while everything is forgotten.
            return gate.open().compose(_ -> answer(request));
        } catch (MalformedQuery e) {
            return Future.succeededFuture(Sns.error(404, "MalformedQueryString", e.getMessage(), id));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<Reply> answer(AwsRequest request) {
        boolean isForSqs = isForSqs(request);
        List<Call> asked = isForSqs ? Call.ofSqs(request) : Call.ofSns(request);
        asked.forEach(calls::add);
        String resource = asked.isEmpty() ? "*" : asked.getFirst().resource();
        return faulty.answer(request, isForSqs, resource, () -> {
            if (!isForSqs) {
                return Future.succeededFuture(sns.answer(request));
            }
            boolean mayTakeLong = request.actionOfEitherProtocol()
                    .filter("ReceiveMessage"::equals)
                    .isPresent();
            return mayTakeLong ? sqs.answer(request) : gate.inside(sqs.answer(request));
        });
    }

    /** AddPermission and RemovePermission are actions of both, so the signature is asked before the action. */
    private static boolean isForSqs(AwsRequest request) {
        if (request.isJson()) {
            return true;
        }
        return request.caller()
                .service()
                .map("sqs"::equals)
                .orElseGet(() -> request.http().path().length() > 1
                        || request.parameters().text("Version").orElse("").equals("2012-11-05")
                        || request.action().filter(Sqs::hasAction).isPresent());
    }
}

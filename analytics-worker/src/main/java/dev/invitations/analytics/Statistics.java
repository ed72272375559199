package dev.invitations.analytics;

import dev.invitations.contract.InvitationAccepted;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.messaging.DependencyUnavailable;
import dev.invitations.messaging.Duplicates;
import dev.invitations.messaging.OnceOnly;
import dev.invitations.messaging.RedisServer;
import io.micrometer.core.instrument.Counter;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The statistics of all teams, kept in Redis as {@link StatisticsKeys} says. */
@ApplicationScoped
class Statistics {
    /** How many days {@link #of} shows at most. */
    static final int SHOWN_DAYS = 30;

    /** How many durations the median is taken from at most. */
    static final int MEDIAN_OF = 1_000;

    private static final int DAYS_KEPT = 400;

    /**
     * One script, so an event is counted everywhere and marked, or nowhere and not. Answers the totals, and behind them
     * whether it was counted just now.
     */
    private static final String COUNT = """
            local counted, total, day, days, acceptSeconds = unpack(KEYS)
            local name, date, epochDay, seconds = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
            local markKept, daysKept, medianOf = ARGV[5], ARGV[6], ARGV[7]
            local isNew = redis.call('SET', counted, '1', 'NX', 'EX', markKept)
            if isNew then
              redis.call('HINCRBY', total, name, 1)
              redis.call('HINCRBY', day, name, 1)
              redis.call('EXPIRE', day, daysKept * 86400)
              redis.call('ZADD', days, epochDay, date)
              redis.call('ZREMRANGEBYRANK', days, 0, -daysKept - 1)
              if seconds ~= '' then
                redis.call('LPUSH', acceptSeconds, seconds)
                redis.call('LTRIM', acceptSeconds, 0, medianOf - 1)
              end
            end
            local answer = redis.call('HMGET', total, unpack(ARGV, 8))
            answer[#answer + 1] = isNew and 1 or 0
            return answer
            """;

    private final Redis redis;
    private final RedisServer server;
    private final Counter duplicates;

    Statistics(Redis redis, RedisServer server, Duplicates duplicates) {
        this.redis = redis;
        this.server = server;
        this.duplicates = duplicates.of("count");
    }

    /**
     * Counts an event, unless it is counted already.
     *
     * @return the team's totals
     * @throws DependencyUnavailable where Redis did not do it (or not in time); counting again is safe
     */
    Counts count(InvitationEvent event) {
        StatisticsKeys keys = new StatisticsKeys(event.team());
        LocalDate day = LocalDate.ofInstant(event.time(), ZoneOffset.UTC);
        Request count = Request.cmd(Command.EVAL)
                .arg(COUNT)
                .arg(5)
                .arg(keys.counted(event.id()))
                .arg(keys.total())
                .arg(keys.day(day.toString()))
                .arg(keys.days())
                .arg(keys.acceptSeconds())
                .arg(Counts.name(event.type()))
                .arg(day.toString())
                .arg(day.toEpochDay())
                .arg(secondsToAccept(event))
                .arg(OnceOnly.KEPT.toSeconds())
                .arg(DAYS_KEPT)
                .arg(MEDIAN_OF);
        Counts.NAMES.forEach(count::arg);
        Response answer = server.send(count);
        if (answer.get(answer.size() - 1).toInteger() == 0) {
            duplicates.increment();
        }
        return counts(answer);
    }

    /**
     * A team's statistics; a team that nothing is known of has zeros.
     *
     * @throws DependencyUnavailable where Redis did not answer (in time)
     */
    TeamStatistics of(String team) {
        StatisticsKeys keys = new StatisticsKeys(team);
        List<String> days = days(keys);
        Stream<Request> reads = Stream.concat(
                Stream.of(
                        Request.cmd(Command.LRANGE)
                                .arg(keys.acceptSeconds())
                                .arg(0)
                                .arg(MEDIAN_OF - 1),
                        counters(keys.total())),
                days.stream().map(keys::day).map(Statistics::counters));
        List<Response> answers = server.await(redis.batch(reads.toList()));
        List<Long> secondsToAccept =
                elements(answers.get(0)).map(Response::toLong).toList();
        Counts total = counts(answers.get(1));
        List<TeamStatistics.Day> counted = IntStream.range(0, days.size())
                .mapToObj(i -> new TeamStatistics.Day(days.get(i), counts(answers.get(2 + i))))
                // A day expires, the set of days does not know of it.
                .filter(day -> !day.counts().none())
                .toList();
        return new TeamStatistics(team, total, TeamStatistics.median(secondsToAccept), counted);
    }

    /** The last days with counts, oldest first. */
    private List<String> days(StatisticsKeys keys) {
        return elements(server.send(Request.cmd(Command.ZRANGE)
                        .arg(keys.days())
                        .arg(-SHOWN_DAYS)
                        .arg(-1)))
                .map(Response::toString)
                .toList();
    }

    private static String secondsToAccept(InvitationEvent event) {
        return event instanceof InvitationAccepted accepted
                ? Long.toString(Math.max(
                        0,
                        Duration.between(accepted.invitedAt(), accepted.time()).toSeconds()))
                : "";
    }

    private static Request counters(String key) {
        Request counters = Request.cmd(Command.HMGET).arg(key);
        Counts.NAMES.forEach(counters::arg);
        return counters;
    }

    private static Counts counts(Response answer) {
        return Counts.of(IntStream.range(0, Counts.NAMES.size())
                .mapToObj(i -> answer.get(i) == null ? 0L : answer.get(i).toLong())
                .toList());
    }

    private static Stream<Response> elements(Response answer) {
        return StreamSupport.stream(answer.spliterator(), false);
    }
}

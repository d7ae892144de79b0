package io.tact.load.ledger;

import io.tact.load.SampleAccount;
import io.tact.model.Contact;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Redis with a script: one sorted set per subscriber, contacts by time; windows of 1, 7 and 30 days are counted, and if
 * all have room the contact is added. With keys, the script first looks for what was answered under the request's idempotency key, and
 * keeps the answer for a day. Each connection sends its share of the requests in flight as one pipeline.
 */
final class RedisContender implements Contender {
    private static final int LOADED_AT_ONCE = 1_000;

    /** Counts all three windows, as few calls as will do, and adds. KEYS: the set. ARGV: now in ms, the contact's id. */
    private static final String SCRIPT =
            """
            local now = tonumber(ARGV[1])
            redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - %d)
            if redis.call('ZCARD', KEYS[1]) >= 600
              or redis.call('ZCOUNT', KEYS[1], '(' .. (now - %d), '+inf') >= 300
              or redis.call('ZCOUNT', KEYS[1], '(' .. (now - %d), '+inf') >= 90 then
              return 0
            end
            redis.call('ZADD', KEYS[1], now, ARGV[2])
            return 1
            """
                    .formatted(
                            Duration.ofDays(30).toMillis(),
                            Duration.ofDays(7).toMillis(),
                            Duration.ofDays(1).toMillis());

    /** The same under an idempotency key, the second of KEYS. */
    private static final String KEYED_SCRIPT =
            """
            local before = redis.call('GET', KEYS[2])
            if before then
              return tonumber(before)
            end
            local function decide()
            %send
            local granted = decide()
            redis.call('SET', KEYS[2], granted, 'EX', 86400)
            return granted
            """
                    .formatted(SCRIPT);

    private final int port;
    private final int connections;
    private final int subscribers;
    private final InstantSource clock;
    private final boolean keyed;
    private final String digest;
    private final AtomicLong contacts = new AtomicLong();

    private RedisContender(
            int port, int connections, int subscribers, InstantSource clock, boolean keyed, String digest) {
        this.port = port;
        this.connections = connections;
        this.subscribers = subscribers;
        this.clock = clock;
        this.keyed = keyed;
        this.digest = digest;
    }

    /**
     * Loads the script and subscribers of its own with the contacts of the {@link SampleAccount}.
     *
     * @param keyed whether each request has an idempotency key
     */
    static RedisContender load(int port, int connections, int subscribers, InstantSource clock, boolean keyed)
            throws IOException {
        try (RedisConnection redis = new RedisConnection(port)) {
            redis.write("CONFIG", "GET", "appendfsync");
            redis.write("SCRIPT", "LOAD", keyed ? KEYED_SCRIPT : SCRIPT);
            redis.flush();
            requireDurable(redis);
            RedisContender contender = new RedisContender(port, connections, subscribers, clock, keyed, redis.read());
            contender.load(redis);
            return contender;
        }
    }

    private static void requireDurable(RedisConnection redis) throws IOException {
        String policy = redis.readPair();
        if (!policy.equals("always")) {
            throw new IllegalStateException("appendfsync is " + policy + ". Maybe start Redis with load-tests/peers");
        }
    }

    private void load(RedisConnection redis) throws IOException {
        List<Contact> past = SampleAccount.history("S").contacts();
        String[] command = new String[2 + 2 * past.size()];
        command[0] = "ZADD";
        for (int i = 0; i < past.size(); i++) {
            command[2 + 2 * i] = Long.toString(past.get(i).at().toEpochMilli());
            command[3 + 2 * i] = past.get(i).id();
        }
        for (int from = 0; from < subscribers; from += LOADED_AT_ONCE) {
            int to = Math.min(subscribers, from + LOADED_AT_ONCE);
            for (int i = from; i < to; i++) {
                command[1] = key(i);
                redis.write(command);
            }
            redis.flush();
            for (int i = from; i < to; i++) {
                redis.read();
            }
        }
    }

    private String key(int subscriber) {
        return connections + (keyed ? "k:" : ":") + subscriber;
    }

    @Override
    public String name() {
        return "redis, " + connections + (connections == 1 ? " connection" : " connections")
                + (keyed ? ", with keys" : "");
    }

    @Override
    public List<Lane> lanes(int inFlight) throws IOException {
        List<Lane> lanes = new ArrayList<>();
        int used = Math.min(connections, inFlight);
        for (int i = 0; i < used; i++) {
            lanes.add(new Pipeline(new RedisConnection(port), inFlight / used + (i < inFlight % used ? 1 : 0)));
        }
        return lanes;
    }

    private final class Pipeline implements Lane {
        private final RedisConnection redis;
        private final int depth;

        Pipeline(RedisConnection redis, int depth) {
            this.redis = redis;
            this.depth = depth;
        }

        @Override
        public void step(Tally tally) throws IOException {
            long asked = System.nanoTime();
            String now = Long.toString(clock.millis());
            for (int i = 0; i < depth; i++) {
                String key = key(ThreadLocalRandom.current().nextInt(subscribers));
                String contact = Long.toString(contacts.incrementAndGet(), 36);
                if (keyed) {
                    redis.write("EVALSHA", digest, "2", key, "client-" + contact, now, contact);
                } else {
                    redis.write("EVALSHA", digest, "1", key, now, contact);
                }
            }
            redis.flush();
            for (int i = 0; i < depth; i++) {
                tally.answered(redis.read().equals("1"), asked);
            }
        }

        @Override
        public void close() throws IOException {
            redis.close();
        }
    }
}

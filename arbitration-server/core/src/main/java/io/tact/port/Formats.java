package io.tact.port;

import java.util.Optional;

/** What this node reads, and what it may write so that every member of its cluster can read it. Cheap; safe for any thread. */
public interface Formats {
    /** Of a node that need not mind any other. */
    Formats NEWEST = new Formats() {
        @Override
        public DataFormat read() {
            return DataFormat.NEWEST;
        }

        @Override
        public DataFormat written() {
            return DataFormat.NEWEST;
        }

        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }
    };

    /** The newest that this node reads; it reads every older one too. */
    DataFormat read();

    /** What to write now. It may rise at any time, and never falls. */
    DataFormat written();

    /** Why this node may neither read nor write, if the store may hold what it cannot read. */
    Optional<String> refusal();
}

package io.tact.policy;

import io.tact.model.Channel;
import io.tact.model.Purpose;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the rows of a policy name, in their scopes or their selectors.
 *
 * @param channels channels, by name
 * @param purposes purposes, in their order
 */
public record NamedValues(SortedSet<Channel> channels, SortedSet<Purpose> purposes) {

    /** Those that rows name. */
    public static NamedValues of(Collection<PolicyRule> rules) {
        TestedValues tested = new TestedValues(rules);
        SortedSet<Channel> channels = new TreeSet<>();
        tested.channels().stream().filter(Channel::isName).map(Channel::new).forEach(channels::add);
        return new NamedValues(channels, new TreeSet<>(tested.purposes()));
    }
}

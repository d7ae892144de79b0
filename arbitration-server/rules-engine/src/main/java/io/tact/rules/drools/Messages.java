package io.tact.rules.drools;

import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.policy.Scope;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which contacts count, narrowed down step by step as {@link DrlPrinter} prints it.
 *
 * @param scope what they must have
 */
public record Messages(Scope scope) {
    static final Scope ANY = new Scope(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    public Messages channels(String... names) {
        Set<Channel> channels = Arrays.stream(names).map(Channel::new).collect(Collectors.toSet());
        return with(channels, scope.directions(), scope.purposes(), scope.categories());
    }

    public Messages directions(String... names) {
        Set<Direction> directions = Arrays.stream(names).map(Direction::valueOf).collect(Collectors.toSet());
        return with(scope.channels(), directions, scope.purposes(), scope.categories());
    }

    public Messages purposes(String... names) {
        Set<Purpose> purposes = Arrays.stream(names).map(Purpose::valueOf).collect(Collectors.toSet());
        return with(scope.channels(), scope.directions(), purposes, scope.categories());
    }

    public Messages categories(String... names) {
        return with(scope.channels(), scope.directions(), scope.purposes(), Set.of(names));
    }

    public Messages senders(String... names) {
        return by(Set.of(names), scope.senderClasses(), scope.campaigns(), scope.offers());
    }

    public Messages senderClasses(String... names) {
        Set<SenderClass> classes =
                Arrays.stream(names).map(SenderClass::valueOf).collect(Collectors.toSet());
        return by(scope.senders(), classes, scope.campaigns(), scope.offers());
    }

    public Messages campaigns(String... ids) {
        return by(scope.senders(), scope.senderClasses(), Set.of(ids), scope.offers());
    }

    public Messages offers(String... ids) {
        return by(scope.senders(), scope.senderClasses(), scope.campaigns(), Set.of(ids));
    }

    private Messages with(
            Set<Channel> channels, Set<Direction> directions, Set<Purpose> purposes, Set<String> categories) {
        return new Messages(new Scope(
                channels,
                directions,
                purposes,
                categories,
                scope.senders(),
                scope.senderClasses(),
                scope.campaigns(),
                scope.offers()));
    }

    private Messages by(Set<String> senders, Set<SenderClass> classes, Set<String> campaigns, Set<String> offers) {
        return new Messages(new Scope(
                scope.channels(),
                scope.directions(),
                scope.purposes(),
                scope.categories(),
                senders,
                classes,
                campaigns,
                offers));
    }
}

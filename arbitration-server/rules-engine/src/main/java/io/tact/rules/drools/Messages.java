package io.tact.rules.drools;

import io.tact.model.Channel;
import io.tact.model.Direction;
import io.tact.model.Purpose;
import io.tact.model.SenderClass;
import io.tact.policy.Scope;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which contacts or messages are meant, narrowed down step by step as {@link DrlPrinter} prints it.
 *
 * @param scope what they must have
 */
public record Messages(Scope scope) {
    public Messages channels(String... names) {
        Set<Channel> channels = read(names, Channel::new);
        return with(channels, scope.directions(), scope.purposes(), scope.categories(), scope.subjects());
    }

    public Messages directions(String... names) {
        Set<Direction> directions = read(names, Direction::valueOf);
        return with(scope.channels(), directions, scope.purposes(), scope.categories(), scope.subjects());
    }

    public Messages purposes(String... names) {
        Set<Purpose> purposes = read(names, Purpose::valueOf);
        return with(scope.channels(), scope.directions(), purposes, scope.categories(), scope.subjects());
    }

    public Messages categories(String... names) {
        return with(scope.channels(), scope.directions(), scope.purposes(), Set.of(names), scope.subjects());
    }

    public Messages subjects(String... names) {
        return with(scope.channels(), scope.directions(), scope.purposes(), scope.categories(), Set.of(names));
    }

    public Messages senders(String... names) {
        return by(Set.of(names), scope.senderClasses(), scope.campaigns(), scope.offers());
    }

    public Messages senderClasses(String... names) {
        return by(scope.senders(), read(names, SenderClass::valueOf), scope.campaigns(), scope.offers());
    }

    public Messages campaigns(String... ids) {
        return by(scope.senders(), scope.senderClasses(), Set.of(ids), scope.offers());
    }

    public Messages offers(String... ids) {
        return by(scope.senders(), scope.senderClasses(), scope.campaigns(), Set.of(ids));
    }

    private static <T> Set<T> read(String[] names, Function<String, T> reader) {
        return Stream.of(names).map(reader).collect(Collectors.toSet());
    }

    private Messages with(
            Set<Channel> channels,
            Set<Direction> directions,
            Set<Purpose> purposes,
            Set<String> categories,
            Set<String> subjects) {
        return new Messages(new Scope(
                channels,
                directions,
                purposes,
                categories,
                scope.senders(),
                scope.senderClasses(),
                scope.campaigns(),
                scope.offers(),
                subjects));
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
                offers,
                scope.subjects()));
    }
}

package io.tact.port;

import java.util.List;

/**
 * What becomes true together with the records of a commit, or not at all.
 *
 * @param reminders reminders to set; one that is there already stays
 * @param settled reminders that end; each must still be there, or nothing holds
 * @param appended entries of feeds, in order
 * @param refused addresses that must stay unreachable
 * @param draws what reservations take out of leases of budgets; each lease must be open and have that much, or nothing holds
 * @param released reservations that give back what they drew on budgets
 */
public record Alongside(
        List<Reminder> reminders,
        List<Reminder> settled,
        List<Feeds.Append> appended,
        List<RefusedAddress> refused,
        List<Draw> draws,
        List<String> released) {
    public static final Alongside NOTHING = new Alongside(List.of(), List.of(), List.of(), List.of());

    public Alongside {
        reminders = List.copyOf(reminders);
        settled = List.copyOf(settled);
        appended = List.copyOf(appended);
        refused = List.copyOf(refused);
        draws = List.copyOf(draws);
        released = List.copyOf(released);
    }

    /** One that leaves budgets alone. */
    public Alongside(
            List<Reminder> reminders,
            List<Reminder> settled,
            List<Feeds.Append> appended,
            List<RefusedAddress> refused) {
        this(reminders, settled, appended, refused, List.of(), List.of());
    }

    /** Only reminders to set. */
    public static Alongside reminding(List<Reminder> reminders) {
        return reminders.isEmpty() ? NOTHING : new Alongside(reminders, List.of(), List.of(), List.of());
    }

    /** Only entries of feeds. */
    public static Alongside appending(Feeds.Append... appended) {
        return new Alongside(List.of(), List.of(), List.of(appended), List.of());
    }

    /** Only reservations that give back what they drew. */
    public static Alongside releasing(List<String> released) {
        return released.isEmpty()
                ? NOTHING
                : new Alongside(List.of(), List.of(), List.of(), List.of(), List.of(), released);
    }

    /** The same, and draws beside. */
    public Alongside drawing(List<Draw> drawn) {
        return drawn.isEmpty() ? this : new Alongside(reminders, settled, appended, refused, drawn, released);
    }
}

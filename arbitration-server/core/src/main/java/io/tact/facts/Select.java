package io.tact.facts;

import io.tact.model.Selector;

/** The selectors that DRL rules write: {@code withhold(category("DEVICE"), …)}. Imported into every rule file. */
public final class Select {
    private Select() {}

    public static Selector everything() {
        return Selector.ALL;
    }

    public static Selector campaign(String id) {
        return new Selector(Selector.Dimension.CAMPAIGN, id);
    }

    public static Selector offer(String id) {
        return new Selector(Selector.Dimension.OFFER, id);
    }

    public static Selector treatment(String id) {
        return new Selector(Selector.Dimension.TREATMENT, id);
    }

    public static Selector category(String name) {
        return new Selector(Selector.Dimension.CATEGORY, name);
    }

    public static Selector channel(String name) {
        return new Selector(Selector.Dimension.CHANNEL, name);
    }

    public static Selector purpose(String name) {
        return new Selector(Selector.Dimension.PURPOSE, name);
    }

    public static Selector sender(String name) {
        return new Selector(Selector.Dimension.SENDER, name);
    }
}

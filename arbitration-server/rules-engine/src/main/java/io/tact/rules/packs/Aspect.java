package io.tact.rules.packs;

/** What the overview says of a channel, in this order. */
enum Aspect {
    HOURS("Hours"),
    HOLIDAYS("Holidays"),
    CAPS("Caps"),
    CONSENT("Consent"),
    REFUSAL("After a no");

    private final String title;

    Aspect(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}

package io.tact.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The data dictionary: every attribute that rules may read. An attribute's ordinal is its place in it. */
public final class Dictionary {
    private final List<Attribute> attributes;
    private final Map<String, Integer> ordinals = new HashMap<>();

    /** @throws IllegalArgumentException if a name appears twice */
    public Dictionary(List<Attribute> attributes) {
        this.attributes = List.copyOf(attributes);
        for (int i = 0; i < this.attributes.size(); i++) {
            String name = this.attributes.get(i).name();
            if (ordinals.put(name, i) != null) {
                throw new IllegalArgumentException("attribute " + name + " is declared twice");
            }
        }
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    public int size() {
        return attributes.size();
    }

    /** The ordinal of an attribute, or −1 if the dictionary has none of that name. */
    public int ordinal(String name) {
        Integer ordinal = ordinals.get(name);
        return ordinal == null ? -1 : ordinal;
    }

    public @Nullable Attribute find(String name) {
        int ordinal = ordinal(name);
        return ordinal < 0 ? null : attributes.get(ordinal);
    }
}

package io.tact.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The file of API keys that {@code identities.keysFile} names.
 *
 * @param keys API keys, one at least
 */
public record KeysFile(
        @Setting(meaning = "API keys", example = "[{id: ops, hash: \"sha256:…\", roles: [sre]}]")
                List<ApiKeySettings> keys) {

    /** @throws IllegalArgumentException if there are none, or two cannot be told apart; the message names them */
    public KeysFile {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "keys must not be empty: a file that was cut off would shut everybody out."
                            + " Maybe take identities.keysFile out of the configuration");
        }
        IdentitySettings.requireDistinct(keys);
        keys = List.copyOf(keys);
    }

    /**
     * Reads one. Blocks.
     *
     * @throws BrokenConfigException if it cannot be read, or something in it is wrong; it carries everything that is
     */
    public static KeysFile read(Path file) throws BrokenConfigException {
        return ConfigFile.read(KeysFile.class, file);
    }
}

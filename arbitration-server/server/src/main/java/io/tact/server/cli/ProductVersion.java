package io.tact.server.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class ProductVersion implements IVersionProvider {

    /** The version in the jar's manifest; {@code unpackaged} when run from class folders. */
    static String product() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"tact " + product(), "Java " + Runtime.version()};
    }
}

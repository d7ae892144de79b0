/** Tests of the configuration: real files, read as a node reads them. */
@org.jspecify.annotations.NullMarked
package io.tact.server.config;

/** What is deployed agrees with what the services are: variables, ports, topics, dependencies. */
@org.jspecify.annotations.NullMarked
package dev.openbell.e2e.deploy;

/**
 * Fields in and out, the same on REST and on the socket: a request's text read strictly, an answer's numbers, times and words written as
 * the contract has them.
 */
@NullMarked
package dev.openbell.chassis.fields;

import org.jspecify.annotations.NullMarked;

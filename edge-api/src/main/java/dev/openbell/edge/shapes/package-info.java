/**
 * Fields in and out: a request's text read strictly, an answer's numbers, times and words written as the contract has
 * them.
 */
@NullMarked
package dev.openbell.edge.shapes;

import org.jspecify.annotations.NullMarked;

/** A browser that opens the pages which tests make. */
package io.github.cisalarms.browser;

/** Added to the chat of the guide by its test. */
package io.sockee.guide.vain;

/** A component drawn again only when its properties differ by a comparison of its own. */
import { Component, createElement, type FunctionComponent, type JSX } from "preact";

export function memo<P extends object>(draw: (props: P) => JSX.Element, same: (a: P, b: P) => boolean): FunctionComponent<P> {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return !same(this.props as P, next);
    }
    override render(): JSX.Element {
      return createElement(draw as FunctionComponent<P>, this.props as P & JSX.IntrinsicAttributes);
    }
  }
  return Memo as unknown as FunctionComponent<P>;
}

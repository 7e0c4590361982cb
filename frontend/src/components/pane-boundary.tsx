import { Component, type ReactNode } from "react";

interface PaneBoundaryProps {
  /** A pane that failed starts again when this changes. */
  of: string;
  fallback: (again: () => void) => ReactNode;
  children: ReactNode;
}

/** Keeps a failure inside its pane. */
export class PaneBoundary extends Component<PaneBoundaryProps, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override componentDidUpdate(before: PaneBoundaryProps) {
    if (before.of !== this.props.of && this.state.failed) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? this.props.fallback(() => this.setState({ failed: false })) : this.props.children;
  }
}

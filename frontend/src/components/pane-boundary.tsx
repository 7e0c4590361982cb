import { Component, type ReactNode } from "react";

interface PaneBoundaryProps {
  /** A pane that failed starts again when this changes. */
  of: string;
  fallback: (again: () => void, error: unknown) => ReactNode;
  children: ReactNode;
}

/** Keeps a failure inside its pane. */
export class PaneBoundary extends Component<PaneBoundaryProps, { failed: boolean; error?: unknown }> {
  override state: { failed: boolean; error?: unknown } = { failed: false };

  static getDerivedStateFromError(error: unknown) {
    return { failed: true, error };
  }

  override componentDidUpdate(before: PaneBoundaryProps) {
    if (before.of !== this.props.of && this.state.failed) this.setState({ failed: false });
  }

  override render() {
    return this.state.failed ? this.props.fallback(() => this.setState({ failed: false }), this.state.error) : this.props.children;
  }
}

"""What happens to sessions by itself."""

from celery import shared_task

from backend.accounts.sessions import SessionStore


@shared_task(name="accounts.forget_old_sessions")
def forget_old_sessions() -> None:
    """Delete the sessions that have ended: what is not kept cannot be found."""
    SessionStore.clear_expired()

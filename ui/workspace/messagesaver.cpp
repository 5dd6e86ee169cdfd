#include "messagesaver.h"

#include <stomp/messages/backgroundthread.h>

#include <utility>

namespace Ui {

MessageSaver::MessageSaver(Stomp::MessageFile file, QObject* parent)
    : QObject(parent), m_path(file.path), m_moment(QDateTime::currentDateTime()),
      m_total(file.rowCount()),
      m_thread(Stomp::backgroundThread([this, file = std::move(file)]() mutable {
          const Stomp::MessageFileResult result =
              Stomp::writeMessageFile(std::move(file), m_progress);
          QMetaObject::invokeMethod(
              this,
              [this, result] {
                  m_timer.stop();
                  Q_EMIT ended(result);
              },
              Qt::QueuedConnection);
      }))
{
    m_timer.callOnTimeout(this, &MessageSaver::progressed);
    m_timer.start(tickMs);
}

MessageSaver::~MessageSaver()
{
    stop();
    m_thread.join();
}

} // namespace Ui

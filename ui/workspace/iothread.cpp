#include "iothread.h"

#include <stomp/messages/backgroundthread.h>

namespace Ui {

IoThread::IoThread(const QString& name)
{
    m_thread.setObjectName(name);
    m_context.moveToThread(&m_thread);
    m_thread.start();
    post([] { Stomp::giveWay(Stomp::receivingNiceness); });
}

IoThread::~IoThread()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace Ui

#pragma once

#include <ui/workspace/untrustedpeer.h>

#include <QFrame>

class QTreeWidget;

namespace Ui {

/** The chain of a peer that is not trusted, for comparing, and the offer to accept its own
 * certificate by the fingerprint. */
class CertificateView : public QFrame
{
    Q_OBJECT

public:
    explicit CertificateView(QWidget* parent = nullptr);

    void setPeer(const UntrustedPeer& peer);

Q_SIGNALS:
    void accepted(const QString& fingerprintHex);

private:
    QTreeWidget* m_chain;
    QByteArray m_fingerprint;
};

} // namespace Ui
